"""Takes in what was uploaded, item by item, as drafts; any number of workers may run side by side.

A worker holds an advisory lock of its database session for each item in hand. Whoever finds an item WORKING whose lock is
free knows that its worker died, and takes it over. What became of an item is written in the transaction that stores the
report, so that a worker killed at any moment has done an item wholly or not at all.

    Worker().run()           # until SIGTERM; `manage.py work`
    Worker().drain()         # all that waits now, then returns; `manage.py work --once`
    is_running()             # whether any worker is at the database, for the staff page
"""
