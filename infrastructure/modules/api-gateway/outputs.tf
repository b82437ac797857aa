output "url" {
  description = "Where the API answers: its domain, or AWS's own address."
  value       = local.has_domain ? "https://${one(aws_apigatewayv2_domain_name.this[*].domain_name)}" : aws_apigatewayv2_api.this.api_endpoint
}

output "alias" {
  description = "Name and zone for the alias record of the domain (object of two strings); null without a domain."
  value = one([
    for domain in aws_apigatewayv2_domain_name.this : {
      name    = domain.domain_name_configuration[0].target_domain_name
      zone_id = domain.domain_name_configuration[0].hosted_zone_id
    }
  ])
}

output "link_security_group_id" {
  description = "Security group of the link, for the load balancer's ingress; empty without one."
  value       = one(concat(aws_security_group.link[*].id, var.vpc_link == null ? [""] : []))
}

output "log_group_name" {
  description = "Log group of the requests."
  value       = aws_cloudwatch_log_group.this.name
}

output "invoke_policy_json" {
  description = "IAM policy (JSON) that lets a role call the routes that want a signature."
  value = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Invoke", Effect = "Allow", Action = ["execute-api:Invoke"], Resource = ["${aws_apigatewayv2_api.this.execution_arn}/*/*"] },
    ]
  })
}
