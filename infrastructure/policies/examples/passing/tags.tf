resource "aws_ssm_parameter" "tags" {
  name  = "/example"
  type  = "String"
  value = "value"
}

# Cannot be tagged.
resource "aws_ecs_cluster_capacity_providers" "tags" {
  cluster_name       = "example"
  capacity_providers = ["FARGATE"]
}
