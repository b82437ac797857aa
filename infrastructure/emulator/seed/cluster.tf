# Contract `cluster`: where tasks run.

resource "aws_ecs_cluster" "this" {
  name = "platform"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

module "cluster_contract" {
  source = "../../modules/contract-publish"

  stack = "cluster"

  values = {
    cluster_arn  = aws_ecs_cluster.this.arn
    cluster_name = aws_ecs_cluster.this.name
  }
}
