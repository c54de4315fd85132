using System.Globalization;
using System.Text.RegularExpressions;
using EdFi.BatchPerf.Documents.DataModel;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Documents.Generation;

/// <summary>
/// Learns from a server's validation errors: values that it requires, descriptors' types, formats, types, lengths and bounds. Nothing is
/// learnt from refusals that are not about the document, such as those of a claim set.
/// </summary>
/// <param name="rules">Receives the learnt rules for documents.</param>
/// <param name="types">Receives the learnt types of descriptors.</param>
internal sealed partial class Lessons(LearntRules rules, DescriptorTypes types)
{
    private readonly List<Lesson> _all = [];

    /// <summary>All lessons, in the order in which they were learnt.</summary>
    public IReadOnlyList<Lesson> All => _all;

    /// <summary>Learns from one refusal.</summary>
    /// <param name="resource">The resource whose document was refused.</param>
    /// <param name="errors">The server's validation errors, as <c>$.path: message</c>.</param>
    /// <returns>The new lessons, in words; empty where another try would be refused in the same way.</returns>
    public IReadOnlyList<string> Learn(ApiResource resource, IEnumerable<string> errors)
    {
        var before = _all.Count;
        foreach (var error in errors)
        {
            if (Learn(resource, error) is { } words)
            {
                _all.Add(new Lesson(resource.Segment, error, words));
            }
        }

        return [.. _all.Skip(before).Select(static l => l.Words)];
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
            : Items().IsMatch(message) ? rules.Require(resource.Segment, path) ? $"{path} has at least 1 item" : null
            : Missing().Match(message) is { Success: true } missing
                ? types.Learn(resource.Segment, path, missing.Groups["type"].Value) ? $"{path} takes {missing.Groups["type"].Value}" : null
            : Correction(message) is var (words, correction) && rules.Correct(resource.Segment, path, words, correction) ? $"{path} {words}"
            : null;
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

        if (Bound().Match(message) is { Success: true } bound
            && decimal.TryParse(bound.Groups["limit"].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            var limit = Math.Clamp(number, int.MinValue, LocalKey.NumberLimit - 1); // no bound that a server means is beyond
            return bound.Groups["least"].Success
                ? (string.Create(CultureInfo.InvariantCulture, $"is at least {limit}"), shape => shape with { Minimum = limit })
                : (string.Create(CultureInfo.InvariantCulture, $"is at most {limit}"), shape => shape with { Maximum = limit });
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
        @"should (be|have) ((?<least>at least|>=|greater than or equal to)|at most|<=|less than or equal to) (?<limit>-?\d+(\.\d+)?)\.?\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Bound();

    [GeneratedRegex(
        @"should (be|have) at least 1 items?\.?\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Items();

    [GeneratedRegex(
        @"should be ""(?<type>string|integer|number|boolean)""",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Type();
}
