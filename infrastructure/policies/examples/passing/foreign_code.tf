resource "terraform_data" "foreign_code" {
  input = "example"
}
