# A group without rules: nothing in, nothing out. Others may refer to it.
module "client" {
  source = "../.."

  name        = "checkout-client"
  description = "Clients of checkout"
  vpc_id      = "vpc-0a1b2c3d4e5f60718"
}

output "id" {
  description = "Id of the group."
  value       = module.client.id
}
