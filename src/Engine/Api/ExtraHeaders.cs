using System.Buffers;

namespace EdFi.BatchPerf.Api;

/// <summary>
/// Headers that an operator adds to every request, such as a gateway's subscription key or a tenant. Names are shown, values never.
/// </summary>
public sealed class ExtraHeaders
{
    private static readonly string[] Ours =
        ["Authorization", "Content-Type", "Content-Length", "Transfer-Encoding", "Connection", "Accept-Encoding", "Expect"];

    private ExtraHeaders(KeyValuePair<string, string>[] headers)
    {
        Values = headers;
        Names = [.. headers.Select(static h => h.Key)];
        HasUserAgent = Names.Contains("User-Agent", StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>None.</summary>
    public static ExtraHeaders None { get; } = new([]);

    /// <summary>Their names, as given.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Names and values; values must not appear in any text.</summary>
    internal KeyValuePair<string, string>[] Values { get; }

    /// <summary>True where the operator names the client.</summary>
    internal bool HasUserAgent { get; }

    /// <summary>Checks names and values.</summary>
    /// <exception cref="BatchPerfException">
    /// <c>InvalidHeader</c>: a name is none or is given twice, the header is one that this tool sets itself, or a value holds a control
    /// character or one outside ASCII. The message never holds the value.
    /// </exception>
    public static ExtraHeaders Of(IEnumerable<KeyValuePair<string, string?>> headers)
    {
        ArgumentNullException.ThrowIfNull(headers);
        var kept = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in headers)
        {
            Check(name, value);
            if (!kept.TryAdd(name, value!.Trim()))
            {
                throw Invalid($"The header {name} was given twice.", "Give each header once.");
            }
        }

        return kept.Count == 0 ? None : new ExtraHeaders([.. kept]);
    }

    /// <summary>Reads lines like <c>Ocp-Apim-Subscription-Key: 0123</c>; empty ones are skipped.</summary>
    /// <exception cref="BatchPerfException"><c>InvalidHeader</c>.</exception>
    public static ExtraHeaders Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Of(text
            .Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(static line => line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
                ? new KeyValuePair<string, string?>(line[..colon].Trim(), line[(colon + 1)..])
                : throw Invalid("A header has no colon (it is not shown, since it may be a secret).", "Write headers as 'Name: value'.")));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", Names);

    private static void Check(string name, string? value)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(TokenCharacters))
        {
            throw Invalid($"'{PlainText.Line(name)}' is not the name of a header.", "Write names of letters, digits and hyphens.");
        }

        if (Ours.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw Invalid($"The header {name} is set by this tool itself.", "Leave it out.");
        }

        if (string.IsNullOrWhiteSpace(value) || value.AsSpan().Trim().ContainsAnyExceptInRange(' ', '~'))
        {
            throw Invalid(
                $"The value of the header {name} is empty, or holds a line break or another character that headers cannot carry.",
                "Give it a value of ASCII characters in one line.");
        }
    }

    /// <summary>RFC 9110, 5.6.2.</summary>
    private static SearchValues<char> TokenCharacters { get; } = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static BatchPerfException Invalid(string message, string nextStep) =>
        new("InvalidHeader", ProblemKind.InvalidInput, message, nextStep);
}
