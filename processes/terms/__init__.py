"""The end of a term: reappointment (bổ nhiệm lại), extension (kéo dài thời gian giữ chức vụ)."""
