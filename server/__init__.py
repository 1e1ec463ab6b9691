"""The platform of the Foster Family Working Group.

`group` is what the working group does, one folder per part of its work; it stands on
`foundation`, which any such platform needs and which knows nothing of the group.
`app.py` alone knows every part; `__main__.py` is the command line `ffwg`.
Read `docs/tour.md` first: one request and one remark, followed through the house.
"""
