"""The relations, each declared once (关系登记): a module a family, collected by the register.

A new relation is a `Relation` at the top level of one of these modules, cases in
``tests/relations/cases.csv`` and its words in the catalogue; nothing else lists it.
"""
