output "tags" {
  description = "Tags to pass on as `tags` to every other module and to the provider's `default_tags`."
  value       = tomap(local.tags)
}
