"""The Django project and the machine: knows procedures in general, none in particular."""
