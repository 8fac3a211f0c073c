"""The dashboard: ``site`` is the frame, ``pages`` the pages, ``data`` what they share between visitors."""
