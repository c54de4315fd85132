using System.Globalization;
using Bogus;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>Renders Bogus's own tokens, <c>{{category.method}}</c> or <c>{{category.method(a,b)}}</c>.</summary>
internal static class BogusTokens
{
    private static readonly HashSet<Type> Writable =
    [
        typeof(string), typeof(char), typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint),
        typeof(long), typeof(ulong),
        typeof(float), typeof(double), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly),
        typeof(TimeOnly),
    ];

    /// <summary>The largest number that a text may be asked for with: a count of a million paragraphs would never end.</summary>
    private const int MostPieces = 1_000;

    /// <summary>Texts of which the numbers are bounds of the value.</summary>
    private static readonly HashSet<string> Figures = new(["commerce.price"], StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the problem of a token of Bogus, as a sentence without its end; null where it is right.</summary>
    public static string? Problem(string token)
    {
        var name = Name(token);
        var methods = Tokenizer.MustashMethods[name.ToUpperInvariant()].ToArray();
        if (methods.Length == 0)
        {
            var nearest = Spelling.Nearest(name, Tokenizer.MustashMethods.Select(static m => m.Key.ToLowerInvariant()));
            return nearest is null ? $"there is no token '{name}'" : $"there is no token '{name}'; did you mean '{nearest}'?";
        }

        return !methods.Any(static m => Writable.Contains(m.Method.ReturnType)) ? $"'{name}' does not give a single value"
            : methods.Any(static m => m.Method.ReturnType == typeof(string))
                && !Figures.Contains(name)
                && Numbers(token).Any(static n => Math.Abs(n) > MostPieces)
                ? $"'{{{{{token}}}}}' requests more than {MostPieces} letters, words or paragraphs"
            : null;
    }

    private static IEnumerable<double> Numbers(string token) => token.Split('(', ',', ')').Skip(1)
        .Select(
            static argument => double.TryParse(argument, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : 0);

    /// <summary>Renders a token under <see cref="TemplateCulture"/>; points of time as ISO dates.</summary>
    /// <exception cref="Exception">Bogus refused the arguments, with whatever exception it has for it.</exception>
    public static string Render(string token, Faker faker)
    {
        var text = faker.Parse("{{" + token + "}}");
        return IsPointOfTime(token) ? text[..TemplateCulture.DateLength] : text;
    }

    private static bool IsPointOfTime(string token)
        => Tokenizer.MustashMethods[Name(token).ToUpperInvariant()]
            .Any(static m => m.Method.ReturnType == typeof(DateTime) || m.Method.ReturnType == typeof(DateTimeOffset));

    private static string Name(string token)
    {
        var bracket = token.IndexOf('(', StringComparison.Ordinal);
        return (bracket < 0 ? token : token[..bracket]).Trim();
    }
}
