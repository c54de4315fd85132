using System.Text.Json;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>Reads <c>before</c>, the parents of a scenario, and notes every problem of them.</summary>
/// <param name="scope">The documents, fixtures and keys that their strings may refer to.</param>
internal sealed class ParentsParser(TemplateScope scope)
{
    private const string Reuse = "reuse";
    private static readonly string[] Known = ["resource", "project", Reuse, "document", "keyFields"];

    /// <summary>True where a parent of a scenario is reused.</summary>
    public static bool Reuses(LocatedNode root) =>
        (root.Property("before")?.Value.Items ?? []).Any(static item => item.Property(Reuse)?.Value.Kind == JsonValueKind.True);

    /// <summary>The parents, in the order of creation.</summary>
    public List<TemplateDocument> Parse(LocatedNode? before)
    {
        List<TemplateDocument> parents = [];
        if (before is null)
        {
            return parents;
        }

        if (before.Kind != JsonValueKind.Array)
        {
            scope.Add(before.Line, "before has to be a list of objects with resource, document and keyFields");
            return parents;
        }

        var form = new TemplateForm(scope);
        LocatedNode? anew = null;
        foreach (var item in before.Items.Where(item => form.IsObject(item, "a parent in before")))
        {
            form.CheckNames(item, Known);
            var reuse = IsReused(item);
            anew ??= reuse ? null : item;
            if (reuse && anew is not null)
            {
                scope.Add(item.Line, $"{Name(item)} is reused and stands behind {Name(anew)}, which each batch makes anew; put parents "
                    + "with \"reuse\": true first, since they can only refer to fixtures and to each other");
            }

            if (new TemplateForm(scope with { IsReused = reuse }).Document(item) is { } parent)
            {
                parents.Add(parent with { Plan = parent.Plan with { Reuse = reuse } });
            }
        }

        return parents;
    }

    private static string Name(LocatedNode item) => item.Property("resource")?.Value.Text ?? "a parent";

    private bool IsReused(LocatedNode item)
    {
        var node = item.Property(Reuse)?.Value;
        if (node is { Kind: not (JsonValueKind.True or JsonValueKind.False) })
        {
            scope.Add(node.Line, "reuse has to be true or false");
        }

        return node?.Kind == JsonValueKind.True;
    }
}
