using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.Identity;

namespace EdFi.BatchPerf.Documents.Triples;

/// <summary>Turns the documents of a triple into the text of its operations.</summary>
internal static class TripleCompiler
{
    public static CompiledTriple Compile(TripleLayout layout, TripleDocuments documents)
    {
        JsonObject[] created = [.. documents.Before, documents.Create];
        string[] keys = [.. created.Select((document, i) => Key(layout.Plan(i), document))];
        var text = new TripleText(layout.Reuses);
        var operations = new OperationText[layout.Operations.Count];
        for (var i = 0; i < operations.Length; i++)
        {
            if (i > 0)
            {
                text.Append(",");
            }

            var (op, document) = layout.Step(i);
            var content = op switch
            {
                OperationKind.Create => created[document].ToJsonString(Json.Compact),
                OperationKind.Update => documents.Update.ToJsonString(Json.Compact),
                _ => null,
            };
            operations[i] = Append(text, op, layout.Plan(document).Resource, op == OperationKind.Create ? null : keys[document], content);
        }

        for (var i = 0; i < operations.Length; i++)
        {
            var (op, document) = layout.Step(i);
            if (op == OperationKind.Create)
            {
                operations[i] = operations[i] with { NaturalKey = operations[layout.Find(OperationKind.Delete, document)].NaturalKey };
            }
        }

        return text.Compile(operations);
    }

    private static string Key(DocumentPlan plan, JsonObject document)
        => plan.KeyFields.Derive(document)?.ToJsonString(Json.Compact)
            ?? throw new InvalidOperationException(
                $"A document of {plan.Resource} lacks one of its key fields: {string.Join(", ", plan.KeyFields.Paths)}.");

    private static OperationText Append(TripleText text, OperationKind op, string resource, string? key, string? document)
    {
        var name = op switch { OperationKind.Create => "create", OperationKind.Update => "update", _ => "delete" };
        var head = text.Append($$"""{"op":"{{name}}","resource":"{{resource}}",""");
        TextRange keyRange = default, documentRange = default;
        if (key is not null)
        {
            text.Append("\"naturalKey\":");
            keyRange = text.Append(key);
            if (document is not null)
            {
                text.Append(",");
            }
        }

        if (document is not null)
        {
            text.Append("\"document\":");
            documentRange = text.Append(document);
        }

        var tail = text.Append("}");
        return new OperationText(new TextRange(head.Start, tail.End, head.FirstCut, tail.EndCut), documentRange, keyRange);
    }
}
