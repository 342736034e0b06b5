"""Moves of civil servants: secondment (biệt phái) and rotation (luân chuyển)."""
