using System.Globalization;
using System.Text.RegularExpressions;
using EdFi.BatchPerf.Documents.DataModel;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>
/// Learns from what a server finds wrong with a document: values that it requires, descriptors' types, formats, types and lengths. Nothing
/// is learnt from refusals that say nothing of the document, such as those of a claim set.
/// </summary>
/// <param name="rules">Takes down what documents have to be like.</param>
/// <param name="types">Takes down descriptors' types.</param>
internal sealed partial class Lessons(LearntRules rules, DescriptorTypes types)
{
    /// <summary>How many things were learnt.</summary>
    public int Count { get; private set; }

    /// <summary>Learns from one refusal.</summary>
    /// <param name="resource">The resource whose document was refused.</param>
    /// <param name="errors">What was wrong, as <c>$.path: message</c>.</param>
    /// <returns>What was new, in words; empty where another try would be refused in the same way.</returns>
    public IReadOnlyList<string> Learn(ApiResource resource, IEnumerable<string> errors)
    {
        string[] learnt = [.. errors.Select(error => Learn(resource, error)).OfType<string>().Distinct(StringComparer.Ordinal)];
        Count += learnt.Length;
        return learnt;
    }

    private string? Learn(ApiResource resource, string error)
    {
        var colon = error.IndexOf(": ", StringComparison.Ordinal);
        if (colon < 0 || !error.StartsWith('$'))
        {
            return null;
        }

        var path = Indexes().Replace(error[1..colon], "").Trim('.');
        var message = error[(colon + 2)..];
        return path.Length == 0 ? null
            : message.EndsWith(" is required.", StringComparison.Ordinal)
                ? rules.Require(resource.Segment, path) ? $"{path} is required" : null
            : Missing().Match(message) is { Success: true } missing ? Descriptor(path, missing.Groups["type"].Value)
            : Correction(message) is var (words, correction) && rules.Correct(resource.Segment, path, correction) ? $"{path} {words}"
            : null;
    }

    private string? Descriptor(string path, string type)
    {
        var role = path[(path.LastIndexOf('.') + 1)..];
        return types.Learn(role, type) ? $"{role} takes {type}" : null;
    }

    private static (string Words, Func<ScalarShape, ScalarShape> Correction)? Correction(string message)
    {
        if (Format().Match(message) is { Success: true } format)
        {
            return ($"has the format {format.Groups["format"].Value}", shape => shape with { Format = format.Groups["format"].Value });
        }

        if (Length().Match(message) is { Success: true } length
            && int.TryParse(length.Groups["count"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var characters))
        {
            return length.Groups["bound"].Value == "most"
                ? ($"has at most {characters} characters", shape => shape with { MaxLength = characters })
                : ($"has at least {characters} characters", shape => shape with { MinLength = characters });
        }

        return Type().Match(message) is { Success: true } type
            ? ($"is of type {type.Groups["type"].Value}", shape => shape with { Type = type.Groups["type"].Value, Format = null })
            : null;
    }

    /// <summary>Positions in lists: <c>[0]</c>, <c>[*]</c>, or <c>.0</c> where the list's name is left out.</summary>
    [GeneratedRegex(@"\[[^\]]*\]|\.\d+(?=\.)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Indexes();

    [GeneratedRegex(
        @"^(?<type>\w+Descriptor) value '.*' does not exist\.\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Missing();

    [GeneratedRegex(@"does not match format ""(?<format>[\w-]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Format();

    [GeneratedRegex(
        @"should be at (?<bound>most|least) (?<count>\d+) characters",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Length();

    [GeneratedRegex(
        @"should be ""(?<type>string|integer|number|boolean)""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Type();
}
