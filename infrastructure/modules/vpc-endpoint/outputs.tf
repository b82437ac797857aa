output "id" {
  description = "Id of the endpoint, for a condition on `aws:SourceVpce`."
  value       = aws_vpc_endpoint.this.id
}

output "security_group_id" {
  description = "Security group of an interface endpoint; empty for a gateway endpoint."
  value       = one(concat(aws_security_group.this[*].id, local.type == "Gateway" ? [""] : []))
}

output "dns_names" {
  description = "DNS names of an interface endpoint (list of strings): the regional one first, then one for each zone, and the private one."
  value       = local.type == "Interface" ? aws_vpc_endpoint.this.dns_entry[*].dns_name : []
}

output "prefix_list_id" {
  description = "Prefix list of a gateway endpoint, for a rule of a security group; empty for an interface endpoint."
  value       = local.type == "Gateway" ? aws_vpc_endpoint.this.prefix_list_id : ""
}
