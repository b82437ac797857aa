module "kms" {
  source = "../../modules/contract-read"

  stack  = "kms"
  values = ["logs_key_arn"]
}

module "contract" {
  source = "../../modules/contract-publish"

  stack = "network"

  values = {
    vpc_id                      = aws_vpc.this.id
    vpc_cidr                    = aws_vpc.this.cidr_block
    transit_gateway_id          = aws_ec2_transit_gateway.this.id
    endpoints_security_group_id = module.endpoints_security_group.id
  }

  list_values = {
    public_subnet_ids  = local.subnet_ids.public
    private_subnet_ids = local.subnet_ids.private
    data_subnet_ids    = local.subnet_ids.data
  }
}
