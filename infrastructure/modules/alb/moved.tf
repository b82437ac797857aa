# 2.0.0, 2026-11-24: a second listener came, so the first one says which it is. Stays until 3.0.0.
moved {
  from = aws_lb_listener.this
  to   = aws_lb_listener.https
}
