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

    /// <summary>Longest text that Bogus makes of a token, with room.</summary>
    private const int DrawnLength = 60;

    /// <summary>Most characters that a field may ask for at least.</summary>
    private const int LongestText = 10_000;

    /// <summary>A value for a field.</summary>
    /// <param name="segment">The resource of its document.</param>
    /// <param name="name">The field's name.</param>
    /// <param name="scalar">The field's schema.</param>
    /// <param name="drawn">True for a value that may differ from document to document.</param>
    /// <exception cref="FormatException">No value is within its bounds.</exception>
    public static JsonNode Of(string segment, string name, ScalarShape scalar, bool drawn) => !HasRoom(scalar)
        ? throw new FormatException($"no value of '{name}' is within its bounds")
        : scalar.Type switch
    {
        "boolean" => true,
        "integer" => Whole(segment, name, scalar),
        "number" => Within(1m, scalar),
        _ => Text(segment, name, scalar, drawn),
    };

    /// <summary>Another value for the same field; null where there is none that can be told to be allowed.</summary>
    /// <param name="segment">The resource of its document.</param>
    /// <param name="name">The field's name.</param>
    /// <param name="scalar">The field's schema.</param>
    /// <param name="present">Its value in the document; null where it has none.</param>
    public static JsonNode? Other(string segment, string name, ScalarShape scalar, JsonNode? present) => scalar.Type switch
    {
        "string" when IsName(scalar, present) => $"{{{{document.{name}}}}} Updated",
        "boolean" => false,
        "integer" or "number" => OtherNumber(segment, name, scalar),
        _ when scalar.Format == "date" => Same(Of(segment, name, scalar, drawn: false), EndDate) ? BeginDate : EndDate,
        _ when IsTime(name, scalar) => "10:15:00",
        _ when !scalar.IsText || SampleTexts.Of(name) is not null => null,
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

    private static JsonNode? OtherNumber(string segment, string name, ScalarShape scalar)
    {
        if (IsYear(name))
        {
            return null;
        }

        var usual = scalar.Type == "integer" ? (decimal)(long)Whole(segment, name, scalar)
            : (decimal)Of(segment, name, scalar, drawn: false);
        return usual + 1 <= (scalar.Maximum ?? usual + 1) ? Number(usual + 1, scalar)
            : usual - 1 >= (scalar.Minimum ?? usual - 1) ? Number(usual - 1, scalar)
            : null;
    }

    private static JsonNode Number(decimal value, ScalarShape scalar) => scalar.Type == "integer" ? (long)value : value;

    private static bool IsEnd(string name) => name.StartsWith("end", StringComparison.Ordinal)
        || name.StartsWith("exit", StringComparison.Ordinal)
        || name.Contains("expir", StringComparison.OrdinalIgnoreCase);

    private static bool IsYear(string name)
        => name.EndsWith("schoolYear", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("fiscalYear", StringComparison.OrdinalIgnoreCase);

    private static JsonNode Whole(string segment, string name, ScalarShape scalar)
    {
        if (IsYear(name))
        {
            return "{{#fixture.schoolYear}}";
        }

        var usual = name switch
        {
            "totalInstructionalDays" => segment == "academicWeeks" ? 5m : 80m,
            "numberOfParts" or "orderOfPriority" or "sequenceOfCourse" => 1m,
            _ => 5m,
        };
        return (long)Within(usual, scalar with { Minimum = scalar.Minimum is { } least ? decimal.Ceiling(least) : null });
    }

    /// <summary>The value, or the bound that it is beyond.</summary>
    private static decimal Within(decimal value, ScalarShape scalar)
        => value < scalar.Minimum ? scalar.Minimum.Value : value > scalar.Maximum ? scalar.Maximum.Value : value;

    /// <summary>The birth date of a pupil, or of an adult who teaches or brings one up.</summary>
    private static string BirthDate(string segment, bool drawn) => segment.StartsWith("student", StringComparison.Ordinal)
        ? drawn ? "{{date.between(2006-01-01,2012-12-31)}}" : "2008-05-12"
        : drawn ? "{{date.between(1965-01-01,1998-12-31)}}" : "1980-05-12";

    private static JsonNode Text(string segment, string name, ScalarShape scalar, bool drawn)
    {
        if (scalar.Format is "date" or "date-time")
        {
            return scalar.Format == "date-time" ? "2024-09-02T08:15:00Z"
                : name.StartsWith("birth", StringComparison.OrdinalIgnoreCase) ? BirthDate(segment, drawn)
                : IsEnd(name) ? EndDate
                : BeginDate;
        }

        if (IsTime(name, scalar))
        {
            return name.StartsWith("end", StringComparison.OrdinalIgnoreCase) ? "09:05:00" : "08:15:00";
        }

        return SampleTexts.Of(name) is not var (drawnText, fixedText) ? Fit(Words(name), scalar)
            : drawn && (scalar.MaxLength ?? DrawnLength) >= DrawnLength ? drawnText
            : Fit(fixedText, scalar);
    }

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
