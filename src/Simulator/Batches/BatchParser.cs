using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using EdFi.BatchPerf.Simulator.Problems;
using EdFi.BatchPerf.Simulator.Schema;

namespace EdFi.BatchPerf.Simulator.Batches;

/// <summary>Turns the elements of a batch into operations and names the fault of the first malformed one.</summary>
internal sealed class BatchParser(ResourceCatalog catalog)
{
    /// <summary>Collects every well-formed operation, also beyond a malformed one, so that all can be counted.</summary>
    public Problem? Parse(JsonElement body, List<BatchOperation> operations)
    {
        if (body.ValueKind != JsonValueKind.Array)
        {
            return KnownProblems.BadRequest("The batch request body must be a JSON array of operations.");
        }

        string? complaint = null;
        var index = 0;
        foreach (var element in body.EnumerateArray())
        {
            var operation = default(BatchOperation);
            var wrong = ParseElement(element, index, ref operation, operations);
            complaint ??= wrong;
            if (wrong is null)
            {
                operations.Add(operation);
            }

            index++;
        }

        return complaint is null ? null : KnownProblems.BadRequest(complaint);
    }

    private string? ParseElement(JsonElement element, int index, ref BatchOperation operation, List<BatchOperation> earlier)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return Say($"Operation at index {index} must be a JSON object.");
        }

        JsonElement op = default, resource = default, documentId = default;
        foreach (var property in element.EnumerateObject())
        {
            var name = JsonMarshal.GetRawUtf8PropertyName(property);
            var value = property.Value;
            if (name.SequenceEqual("op"u8))
            {
                op = value;
            }
            else if (name.SequenceEqual("resource"u8))
            {
                resource = value;
            }
            else if (name.SequenceEqual("document"u8))
            {
                operation.Document = value;
            }
            else if (name.SequenceEqual("naturalKey"u8) && value.ValueKind != JsonValueKind.Null)
            {
                operation.NaturalKey = value;
            }
            else if (name.SequenceEqual("documentId"u8) && value.ValueKind != JsonValueKind.Null)
            {
                documentId = value;
            }
            else if (name.SequenceEqual("ifMatch"u8) && value.ValueKind == JsonValueKind.String)
            {
                operation.IfMatch = value.GetString();
            }
        }

        return ReadOp(op, index, ref operation)
            ?? ReadResource(resource, index, ref operation, earlier)
            ?? CheckShape(documentId, index, ref operation);
    }

    private static string? ReadOp(JsonElement op, int index, ref BatchOperation operation)
    {
        if (op.ValueKind != JsonValueKind.String || op.ValueEquals(""u8))
        {
            return Say($"Operation at index {index} must specify a non-empty 'op'.");
        }

        var raw = JsonMarshal.GetRawUtf8Value(op)[1..^1];
        if (Ascii.EqualsIgnoreCase(raw, "create"u8))
        {
            operation.Kind = OperationKind.Create;
        }
        else if (Ascii.EqualsIgnoreCase(raw, "update"u8))
        {
            operation.Kind = OperationKind.Update;
        }
        else if (Ascii.EqualsIgnoreCase(raw, "delete"u8))
        {
            operation.Kind = OperationKind.Delete;
        }
        else
        {
            return Say($"Operation at index {index} has invalid 'op' value '{op.GetString()}'.");
        }

        return null;
    }

    private string? ReadResource(JsonElement resource, int index, ref BatchOperation operation, List<BatchOperation> earlier)
    {
        var raw = resource.ValueKind == JsonValueKind.String ? JsonMarshal.GetRawUtf8Value(resource)[1..^1] : default;
        if (raw.IsEmpty)
        {
            return Say($"Operation at index {index} must specify a non-empty 'resource'.");
        }

        // Batches mostly stay with one resource, so the last one is tried before the catalogue.
        var last = earlier.Count > 0 ? earlier[^1].Resource : null;
        if (last is not null && Ascii.Equals(raw, last.Name))
        {
            operation.Resource = last;
            return null;
        }

        var name = resource.GetString()!;
        operation.Resource = catalog.Find(name);
        operation.ResourceName = name;
        return null;
    }

    private static string? CheckShape(JsonElement documentId, int index, ref BatchOperation operation)
    {
        var hasId = documentId.ValueKind != JsonValueKind.Undefined;
        var hasKey = operation.NaturalKey.ValueKind != JsonValueKind.Undefined;
        var hasDocument = operation.Document.ValueKind == JsonValueKind.Object;
        if (operation.Kind == OperationKind.Create)
        {
            return !hasDocument ? Say($"Create operation at index {index} requires a 'document' object.")
                : hasId || hasKey ? Say($"Create operation at index {index} must not include 'documentId' or 'naturalKey'.")
                : null;
        }

        if (hasId == hasKey)
        {
            return Say($"Operation at index {index} must specify exactly one of 'documentId' or 'naturalKey'.");
        }

        if (operation.Kind == OperationKind.Update && !hasDocument)
        {
            return Say($"Update operation at index {index} requires a 'document' object.");
        }

        if (hasKey)
        {
            return operation.NaturalKey.ValueKind == JsonValueKind.Object
                ? null
                : Say($"Operation at index {index} requires 'naturalKey' to be an object.");
        }

        if (documentId.ValueKind != JsonValueKind.String || !documentId.TryGetGuid(out var id))
        {
            return Say($"Operation at index {index} has invalid 'documentId' value '{documentId}'.");
        }

        operation.DocumentId = id;
        return null;
    }

    private static string Say(FormattableString message) => message.ToString(CultureInfo.InvariantCulture);
}
