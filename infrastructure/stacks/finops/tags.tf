# By which tags costs can be told apart, in the export, in budgets and in Cost Explorer. Only the account that pays may say so, and
# only of a tag that something has carried for a day.
resource "aws_ce_cost_allocation_tag" "this" {
  for_each = var.cost_allocation_tags

  tag_key = each.key
  status  = "Active"
}
