namespace EdFi.BatchPerf.Batches;

/// <summary>Spelling of operations on the wire.</summary>
internal static class OperationNames
{
    public static string Of(OperationKind op) => op switch
    {
        OperationKind.Create => "create",
        OperationKind.Update => "update",
        _ => "delete",
    };

    public static ReadOnlySpan<byte> Utf8(OperationKind op) => op switch
    {
        OperationKind.Create => "create"u8,
        OperationKind.Update => "update"u8,
        _ => "delete"u8,
    };

    public static bool TryParse(string? text, out OperationKind op)
    {
        (var known, op) = text?.ToUpperInvariant() switch
        {
            "CREATE" => (true, OperationKind.Create),
            "UPDATE" => (true, OperationKind.Update),
            "DELETE" => (true, OperationKind.Delete),
            _ => (false, default),
        };
        return known;
    }
}
