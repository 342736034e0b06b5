"""Appointment (bổ nhiệm) of civil-servant leaders and managers."""
