output "parameter_names" {
  description = "Path of each published value, by its name."
  value       = module.contract.parameter_names
}

output "nat_addresses" {
  description = "Public addresses that the network's requests come from, by zone (map of strings). Partners put them on their lists."
  value       = { for letter, address in aws_eip.nat : letter => address.public_ip }
}
