using System.Globalization;
using System.Text.Json.Nodes;
using EdFi.BatchPerf.Documents.DataModel;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>
/// Makes up values for fields by their names, types and bounds. A value is a function of its field, so that fields which have to agree do.
/// </summary>
internal static class SampleValues
{
    private const string BeginDate = "{{fixture.sessionBeginDate}}";
    private const string EndDate = "{{fixture.sessionEndDate}}";

    /// <summary>Texts by the end of a field's name, the first that fits: made up for each document, and the same for all.</summary>
    private static readonly (string End, string Drawn, string Fixed)[] Texts =
    [
        ("firstName", "{{name.firstName}}", "Alex"),
        ("lastSurname", "{{name.lastName}}", "Miller"),
        ("lastName", "{{name.lastName}}", "Miller"),
        ("middleName", "{{name.firstName}}", "Robin"),
        ("electronicMailAddress", "{{internet.email}}", "batchperf@example.org"),
        ("telephoneNumber", "512-555-0100", "512-555-0100"),
        ("city", "{{address.city}}", "Austin"),
        ("postalCode", "{{address.zipCode}}", "78701"),
        ("streetNumberName", "{{address.streetAddress}}", "100 Main Street"),
        ("namespace", "uri://ed-fi.org/BatchPerf", "uri://ed-fi.org/BatchPerf"),
        ("url", "https://example.org/batchperf", "https://example.org/batchperf"),
        ("uri", "uri://ed-fi.org/BatchPerf", "uri://ed-fi.org/BatchPerf"),
        ("website", "https://example.org/batchperf", "https://example.org/batchperf"),
    ];

    /// <summary>Longest text that Bogus makes of a token above, with room.</summary>
    private const int DrawnLength = 60;

    /// <summary>Most characters that a field may ask for at least.</summary>
    private const int LongestText = 10_000;

    /// <summary>A value for a field.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="scalar">What the server says of it.</param>
    /// <param name="drawn">True for a value that may differ from document to document.</param>
    /// <exception cref="FormatException">No value is within its bounds.</exception>
    public static JsonNode Of(string name, ScalarShape scalar, bool drawn) => !HasRoom(scalar)
        ? throw new FormatException($"no value of '{name}' is within its bounds")
        : scalar.Type switch
    {
        "boolean" => true,
        "integer" => Whole(name, scalar),
        "number" => Math.Clamp(1m, scalar.Minimum ?? 1m, scalar.Maximum ?? 1m),
        _ => Text(name, scalar, drawn),
    };

    /// <summary>Another value for the same field; null where there is none that can be told to be allowed.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="scalar">What the server says of it.</param>
    /// <param name="present">Its value in the document; null where it has none.</param>
    public static JsonNode? Other(string name, ScalarShape scalar, JsonNode? present) => scalar.Type switch
    {
        "string" when IsName(scalar, present) => $"{{{{document.{name}}}}} Updated",
        "boolean" => false,
        "integer" or "number" => OtherNumber(name, scalar),
        _ when scalar.Format == "date" => Same(Of(name, scalar, drawn: false), EndDate) ? BeginDate : EndDate,
        _ when IsTime(name, scalar) => "10:15:00",
        _ when !scalar.IsText || End(name) is not null => null,
        _ => Fit("BatchPerf updated", scalar),
    };

    private static bool HasRoom(ScalarShape scalar) => scalar.MinLength <= Math.Min(scalar.MaxLength ?? LongestText, LongestText)
        && (scalar.Minimum is not { } least || scalar.Maximum is not { } most || least <= most);

    /// <summary>True for a person's name that Bogus made, with room for more.</summary>
    private static bool IsName(ScalarShape scalar, JsonNode? present)
        => present?.ToString().StartsWith("{{name.", StringComparison.Ordinal) == true
            && (scalar.MaxLength ?? DrawnLength) >= DrawnLength;

    /// <summary>True for a time of day, which some documents state without a format.</summary>
    private static bool IsTime(string name, ScalarShape scalar) => scalar.Format == "time"
        || (scalar is { IsText: true, MaxLength: null } && name.EndsWith("Time", StringComparison.OrdinalIgnoreCase));

    private static bool Same(JsonNode one, string other) =>
        one.GetValueKind() == System.Text.Json.JsonValueKind.String && (string?)one == other;

    private static JsonNode? OtherNumber(string name, ScalarShape scalar)
    {
        if (IsYear(name))
        {
            return null;
        }

        var usual = scalar.Type == "integer" ? (decimal)(long)Whole(name, scalar) : (decimal)Of(name, scalar, drawn: false);
        return usual + 1 <= (scalar.Maximum ?? usual + 1) ? Number(usual + 1, scalar)
            : usual - 1 >= (scalar.Minimum ?? usual - 1) ? Number(usual - 1, scalar)
            : null;
    }

    private static JsonNode Number(decimal value, ScalarShape scalar) => scalar.Type == "integer" ? (long)value : value;

    private static bool IsYear(string name)
        => name.EndsWith("schoolYear", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("fiscalYear", StringComparison.OrdinalIgnoreCase);

    private static JsonNode Whole(string name, ScalarShape scalar) => IsYear(name)
        ? "{{#fixture.schoolYear}}"
        : (long)Math.Clamp(5m, scalar.Minimum ?? 5m, scalar.Maximum ?? 5m);

    private static JsonNode Text(string name, ScalarShape scalar, bool drawn)
    {
        if (scalar.Format is "date" or "date-time")
        {
            return scalar.Format == "date-time" ? "2024-09-02T08:15:00Z"
                : name.StartsWith("birth", StringComparison.OrdinalIgnoreCase)
                    ? drawn ? "{{date.between(2006-01-01,2012-12-31)}}" : "2008-05-12"
                : name.StartsWith("end", StringComparison.Ordinal) || name.StartsWith("exit", StringComparison.Ordinal) ? EndDate
                : BeginDate;
        }

        if (IsTime(name, scalar))
        {
            return name.StartsWith("end", StringComparison.OrdinalIgnoreCase) ? "09:05:00" : "08:15:00";
        }

        return End(name) is not var (drawnText, fixedText) ? Fit(Words(name), scalar)
            : drawn && (scalar.MaxLength ?? DrawnLength) >= DrawnLength ? drawnText
            : Fit(fixedText, scalar);
    }

    private static (string Drawn, string Fixed)? End(string name)
        => Texts.FirstOrDefault(t => name.EndsWith(t.End, StringComparison.OrdinalIgnoreCase)) is { End: not null } found
            ? (found.Drawn, found.Fixed)
            : null;

    /// <summary>Cut to the most characters, and filled up to the fewest.</summary>
    private static string Fit(string text, ScalarShape scalar)
    {
        var cut = text.Length > scalar.MaxLength ? text[..scalar.MaxLength.Value].TrimEnd() : text;
        return cut.PadRight(scalar.MinLength, '0');
    }

    /// <summary>As <c>BatchPerf grading period name</c> for <c>gradingPeriodName</c>.</summary>
    private static string Words(string name)
        => "BatchPerf " + string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) && !char.IsUpper(name[i - 1])
            ? $" {char.ToLower(c, CultureInfo.InvariantCulture)}"
            : c.ToString()));
}
