using System.Text.Json;

namespace EdFi.BatchPerf.Api;

/// <summary>
/// Reads every shape in which a DMS says no: problem details, with or without <c>failedOperation</c>; a JSON string that contains
/// JSON; <c>{error, message}</c>; <c>{message, traceId}</c>; <c>{error, correlationId}</c>; OAuth's <c>{error, error_description}</c>.
/// </summary>
internal static class ProblemReader
{
    private const int MaxErrors = 20;
    private const int MaxText = 2_000;

    /// <summary>Null when the body is none of them.</summary>
    public static Problem? TryRead(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement, depth: 0);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // JsonDocument throws InvalidOperationException on strings that are not valid UTF-16
        }
    }

    private static Problem? Read(JsonElement element, int depth)
    {
        if (depth > 3)
        {
            return null;
        }

        if (element.ValueKind == JsonValueKind.String)
        {
            return ReadNested(element.GetString(), depth);
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var correlation = Bounded(Text(element, "correlationId") ?? Text(element, "traceId"));
        var failed = Failed(element, depth, out var failedProblem);
        var detail = Text(element, "detail") ?? Text(element, "message") ?? Text(element, "error_description");
        if (failed is null && ReadNested(detail, depth) is { } inner && inner.Describe().Length > 0)
        {
            // the token proxy wraps the real problem into its detail
            return inner with { CorrelationId = inner.CorrelationId ?? correlation };
        }

        var errors = Errors(element, out var validation);
        return new Problem
        {
            Type = Bounded(Text(element, "type")),
            Title = Bounded(Text(element, "title") ?? Text(element, "error")),
            Detail = Bounded(detail),
            Status = Status(element, "status"),
            CorrelationId = correlation,
            Errors = errors,
            ValidationErrors = validation,
            FailedOperation = failed,
            FailedProblem = failedProblem,
        };
    }

    private static FailedOperation? Failed(JsonElement element, int depth, out Problem? problem)
    {
        problem = null;
        if (!element.TryGetProperty("failedOperation", out var failed) || failed.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        problem = failed.TryGetProperty("problem", out var inner) ? Read(inner, depth + 1) : null;
        problem ??= Read(failed, depth + 1);
        return new FailedOperation
        {
            Index = Number(failed, "index") ?? -1,
            Op = Bounded(Text(failed, "op")),
            Resource = Bounded(Text(failed, "resource")),
            Status = Status(failed, "httpStatus")
                ?? problem?.Status ?? Status(element, "status"), // httpStatus: an earlier draft of the API
            Type = problem?.Type,
            Title = problem?.Title,
            Detail = problem?.DetailWithErrors(),
            CorrelationId = problem?.CorrelationId ?? Bounded(Text(element, "correlationId")),
            ValidationErrors = problem?.ValidationErrors ?? [],
        };
    }

    private static Problem? ReadNested(string? text, int depth)
    {
        if (text is null || !text.AsSpan().TrimStart().StartsWith("{", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return Read(document.RootElement, depth + 1);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<string> Errors(JsonElement element, out List<string> validation)
    {
        var errors = new List<string>();
        validation = [];
        if (element.TryGetProperty("validationErrors", out var byPath) && byPath.ValueKind == JsonValueKind.Object)
        {
            foreach (var path in byPath.EnumerateObject())
            {
                Collect(path.Value, errors);
                Collect(path.Value, validation, path.Name + ": ");
            }
        }

        if (element.TryGetProperty("errors", out var list))
        {
            Collect(list, errors);
        }

        return errors;
    }

    private static void Collect(JsonElement list, List<string> errors, string prefix = "")
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        foreach (var item in list.EnumerateArray())
        {
            if (errors.Count < MaxErrors && item.ValueKind == JsonValueKind.String)
            {
                errors.Add(Bounded(prefix + item.GetString())!);
            }
        }
    }

    /// <summary>Every result of a run may carry such texts: a server that sends megabytes must not fill the memory with them.</summary>
    private static string? Bounded(string? text) =>
        PlainText.Line(text is { Length: > MaxText } ? string.Concat(text.AsSpan(0, MaxText), "…") : text);

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>None where it is no HTTP status: results files hold it, and refuse numbers that cannot be.</summary>
    private static int? Status(JsonElement element, string name) =>
        Number(element, name) is { } status and >= 100 and <= 999 ? status : null;

    private static int? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
            ? number
            : null;
}
