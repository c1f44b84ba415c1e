"""Report content as data (blocks), and its pure renderers to HTML and Typst markup."""
