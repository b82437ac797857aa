resource "aws_db_instance" "cost" {
  identifier                  = "example-dev"
  engine                      = "postgres"
  instance_class              = "db.m7g.2xlarge"
  allocated_storage           = 20
  username                    = "root"
  manage_master_user_password = true
  storage_encrypted           = true
  kms_key_id                  = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  skip_final_snapshot         = true
  tags                        = { BackupTier = "standard" }
}

resource "aws_db_instance" "cost_standby" {
  identifier                  = "example-standby"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  username                    = "root"
  manage_master_user_password = true
  storage_encrypted           = true
  kms_key_id                  = "arn:aws:kms:ap-northeast-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  skip_final_snapshot         = true
  multi_az                    = true
  tags                        = { BackupTier = "development" }
}

resource "aws_ecs_task_definition" "cost" {
  family                   = "example"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 4096
  memory                   = 8192
  container_definitions    = jsonencode([])
}

resource "aws_launch_template" "cost" {
  name          = "example"
  instance_type = "m7i.metal-24xl"
}
