"""``python -m zoneanalysis`` is the command ``zoneanalysis``."""

from zoneanalysis.cli.main import main

if __name__ == "__main__":
    main()
