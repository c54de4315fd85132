using EdFi.BatchPerf.Documents.Identity;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>Finds the key fields that a template names in its document, and guards them against its update.</summary>
internal static class TemplateKeyFields
{
    /// <summary>Reads <c>keyFields</c>: paths with dots, or names of fields at any depth outside arrays.</summary>
    /// <returns>Null where something is wrong with them.</returns>
    public static KeyFields? Read(LocatedNode fields, LocatedNode document, TemplateScope scope)
    {
        var before = scope.Problems.Count;
        List<string> paths = [];
        foreach (var field in fields.Items)
        {
            if (field.Text is not { Length: > 0 } name)
            {
                scope.Add(field.Line, "a key field has to be the name of a field, or a path with dots");
            }
            else if (Find(name, field.Line, document, scope) is { } path)
            {
                paths.Add(path);
            }
        }

        if (fields.Items.Count == 0)
        {
            scope.Add(fields.Line, "keyFields has to be a list of at least one field");
        }
        else if (!scope.Constant
            && scope.Problems.Count == before
            && !paths.Exists(p => document.At(p) is { Text: { } text } node && TemplateText.Parse(text, node.Line, scope).HasKey))
        {
            scope.Add(fields.Line, "none of the key fields contains {{key}}, so that every triple would be about the same document");
        }

        return scope.Problems.Count == before ? new KeyFields(paths) : null;
    }

    /// <summary>Refuses an update that touches the identity.</summary>
    public static void Guard(KeyFields fields, LocatedNode document, LocatedNode update, TemplateScope scope)
    {
        foreach (var path in fields.Paths)
        {
            var node = update;
            foreach (var name in path.Split('.'))
            {
                var property = node.Property(name);
                if (property is null)
                {
                    break;
                }

                node = property.Value;
                if (node.Kind != System.Text.Json.JsonValueKind.Object && !IsUnchanged(node, document.At(path)!, scope))
                {
                    scope.Add(property.Line, $"the update changes the key field '{path}'");
                    break;
                }
            }
        }
    }

    private static string? Find(string name, int line, LocatedNode document, TemplateScope scope)
    {
        var leaf = Leaf.Find(name, document);
        if (leaf.Path is null)
        {
            scope.Add(
                line,
                document.At(name) is not null ? $"the key field '{name}' is not a single value"
                    : leaf.Others.Count == 0 ? $"the key field '{name}' is not in the document"
                    : $"'{name}' is in several places with different values ({string.Join(", ", leaf.Others)}); write the path of the one "
                        + "that is meant");
        }

        return leaf.Path;
    }

    private static bool IsUnchanged(LocatedNode patch, LocatedNode original, TemplateScope scope)
        => patch.IsScalar && string.Equals(patch.Scalar!.ToJsonString(), original.Scalar?.ToJsonString(), StringComparison.Ordinal)
            && (patch.Text is not { } text || !TemplateText.Parse(text, patch.Line, scope).HasChance);
}
