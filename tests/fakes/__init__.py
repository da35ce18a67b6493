"""Fakes of what the services reach: one file each, named as the real one."""
