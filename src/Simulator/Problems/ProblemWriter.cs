using System.Text.Json;

namespace EdFi.BatchPerf.Simulator.Problems;

/// <summary>Writes problem details with their members in a DMS's order.</summary>
internal static class ProblemWriter
{
    /// <summary>The outer problem of a batch of which one operation failed.</summary>
    public static void WriteBatchFailure(
        Utf8JsonWriter writer,
        Problem problem,
        int index,
        string op,
        string resource,
        string correlationId)
    {
        var outer = new Problem(
            problem.Status,
            "urn:ed-fi:api:batch-operation-failed",
            "Batch Operation Failed",
            "Batch operation failed and was rolled back.");
        writer.WriteStartObject();
        WriteMembers(writer, outer, correlationId);
        writer.WriteStartObject("failedOperation");
        writer.WriteNumber("index", index);
        writer.WriteString("op", op);
        writer.WriteString("resource", resource);
        writer.WritePropertyName("problem");
        Write(writer, problem, correlationId);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, Problem problem, string correlationId)
    {
        writer.WriteStartObject();
        WriteMembers(writer, problem, correlationId);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, Problem problem, string correlationId)
    {
        writer.WriteString("detail", problem.Detail);
        writer.WriteString("type", problem.Type);
        writer.WriteString("title", problem.Title);
        writer.WriteNumber("status", problem.Status);
        writer.WriteString("correlationId", correlationId);
        writer.WriteStartObject("validationErrors");
        foreach (var (path, messages) in problem.ValidationErrors ?? new Dictionary<string, List<string>>(StringComparer.Ordinal))
        {
            WriteStrings(writer, path, messages);
        }

        writer.WriteEndObject();
        WriteStrings(writer, "errors", problem.Errors);
    }

    private static void WriteStrings(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
