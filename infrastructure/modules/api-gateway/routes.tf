resource "aws_apigatewayv2_route" "this" {
  # checkov:skip=CKV_AWS_309: only a route that says public = true is open; the others want a token or a signature
  for_each = var.routes

  api_id             = aws_apigatewayv2_api.this.id
  route_key          = each.key
  target             = "integrations/${aws_apigatewayv2_integration.this[each.key].id}"
  authorization_type = each.value.public ? "NONE" : var.jwt == null ? "AWS_IAM" : "JWT"
  authorizer_id      = each.value.public || var.jwt == null ? null : aws_apigatewayv2_authorizer.jwt[0].id

  authorization_scopes = each.value.public || var.jwt == null ? null : each.value.scopes
}

resource "aws_apigatewayv2_integration" "this" {
  for_each = var.routes

  api_id           = aws_apigatewayv2_api.this.id
  integration_type = each.value.lambda == null ? "HTTP_PROXY" : "AWS_PROXY"

  # A function by its ARN; a load balancer by its listener, through the link.
  integration_uri        = each.value.lambda == null ? each.value.listener_arn : each.value.lambda.invoke_arn
  integration_method     = each.value.lambda == null ? "ANY" : "POST"
  connection_type        = each.value.lambda == null ? "VPC_LINK" : "INTERNET"
  connection_id          = each.value.lambda == null ? aws_apigatewayv2_vpc_link.this[0].id : null
  payload_format_version = each.value.lambda == null ? "1.0" : "2.0"
  timeout_milliseconds   = 29000

  dynamic "tls_config" {
    for_each = each.value.lambda == null ? [each.value.server_name] : []

    content {
      server_name_to_verify = tls_config.value
    }
  }
}

# This API only: another one of the account may not call the function.
resource "aws_lambda_permission" "this" {
  for_each = { for key, route in var.routes : key => route.lambda if route.lambda != null }

  statement_id  = "ApiGateway${substr(sha256("${var.name} ${each.key}"), 0, 12)}"
  action        = "lambda:InvokeFunction"
  function_name = each.value.function_arn
  qualifier     = each.value.qualifier
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.this.execution_arn}/*/*"
}

resource "aws_apigatewayv2_authorizer" "jwt" {
  count = var.jwt == null ? 0 : 1

  api_id           = aws_apigatewayv2_api.this.id
  name             = "jwt"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = var.jwt.issuer
    audience = var.jwt.audience
  }
}

resource "aws_apigatewayv2_vpc_link" "this" {
  count = var.vpc_link == null ? 0 : 1

  name               = var.name
  subnet_ids         = var.vpc_link.subnet_ids
  security_group_ids = [aws_security_group.link[0].id]

  tags = var.tags
}

# No ingress: the link calls, nobody calls it.
resource "aws_security_group" "link" {
  count = var.vpc_link == null ? 0 : 1

  name_prefix = "${var.name}-link-"
  description = "Link of the API ${var.name}"
  vpc_id      = var.vpc_link.vpc_id

  tags = merge(var.tags, { Name = "${var.name}-link" })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "link" {
  count = var.vpc_link == null ? 0 : 1

  security_group_id            = aws_security_group.link[0].id
  description                  = "HTTPS to the load balancer"
  ip_protocol                  = "tcp"
  from_port                    = 443
  to_port                      = 443
  referenced_security_group_id = var.vpc_link.load_balancer_security_group_id

  tags = var.tags
}
