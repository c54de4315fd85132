using System.Text;

namespace EdFi.BatchPerf.Settings;

/// <summary>One line of a <c>.env</c> file.</summary>
internal readonly record struct EnvironmentLine(string Name, string Value)
{
    /// <summary>The name only: the value may be a secret.</summary>
    public override string ToString() => Name;

    private const string Export = "export ";

    /// <summary>Null for a blank line, a comment, or when <paramref name="problem"/> names the problem (without the value).</summary>
    public static EnvironmentLine? Parse(string line, out string? problem)
    {
        problem = null;
        var text = line.AsSpan().Trim();
        if (text.IsEmpty || text[0] == '#')
        {
            return null;
        }

        if (text.StartsWith(Export, StringComparison.Ordinal))
        {
            text = text[Export.Length..].TrimStart();
        }

        var equals = text.IndexOf('=');
        if (equals < 0)
        {
            problem = "there is no '=' in it";
            return null;
        }

        var name = text[..equals].TrimEnd();
        if (!IsName(name))
        {
            problem = "what stands before '=' is not a variable's name (letters, digits and _, not beginning with a digit)";
            return null;
        }

        var value = text[(equals + 1)..].TrimStart();
        var read = value.IsEmpty || value[0] is not ('"' or '\'') ? Bare(text[(equals + 1)..]) : Quoted(value, out problem);
        return read is null ? null : new EnvironmentLine(name.ToString(), read);
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
            {
                return false;
            }
        }

        return !name.IsEmpty && !char.IsAsciiDigit(name[0]);
    }

    private static string Bare(ReadOnlySpan<char> value)
    {
        for (var i = 1; i < value.Length; i++)
        {
            if (value[i] == '#' && char.IsWhiteSpace(value[i - 1]))
            {
                value = value[..i];
                break;
            }
        }

        return value.Trim().ToString();
    }

    private static string? Quoted(ReadOnlySpan<char> value, out string? problem)
    {
        var quote = value[0];
        var text = new StringBuilder();
        for (var i = 1; i < value.Length; i++)
        {
            if (value[i] == quote)
            {
                var rest = value[(i + 1)..].TrimStart();
                problem = rest.IsEmpty || rest[0] == '#' ? null : "something follows the closing quote";
                return problem is null ? text.ToString() : null;
            }

            if (value[i] == '\\' && i + 1 < value.Length && Unescape(quote, value[i + 1]) is { } escaped)
            {
                text.Append(escaped);
                i++;
            }
            else
            {
                text.Append(value[i]);
            }
        }

        problem = "the closing quote is missing";
        return null;
    }

    private static char? Unescape(char quote, char c) => (quote, c) switch
    {
        (_, '\\') => '\\',
        ('\'', '\'') => '\'',
        ('"', '"') => '"',
        ('"', 'n') => '\n',
        ('"', 'r') => '\r',
        ('"', 't') => '\t',
        _ => null,
    };
}
