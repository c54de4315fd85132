using Bogus;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>Renders Bogus's own tokens, <c>{{category.method}}</c> or <c>{{category.method(a,b)}}</c>.</summary>
internal static class BogusTokens
{
    private static readonly HashSet<Type> Writable =
    [
        typeof(string), typeof(char), typeof(bool), typeof(byte), typeof(sbyte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(float), typeof(double), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly),
    ];

    /// <summary>What is wrong with a token; null where nothing is.</summary>
    public static string? Problem(string token)
    {
        var name = Name(token);
        var methods = Tokenizer.MustashMethods[name.ToUpperInvariant()].ToArray();
        if (methods.Length == 0)
        {
            var nearest = Spelling.Nearest(name, Tokenizer.MustashMethods.Select(static m => m.Key.ToLowerInvariant()));
            return nearest is null ? $"there is no token '{name}'" : $"there is no token '{name}'; did you mean '{nearest}'?";
        }

        return methods.Any(static m => Writable.Contains(m.Method.ReturnType)) ? null : $"'{name}' does not give a single value";
    }

    /// <summary>Renders a token under <see cref="TemplateCulture"/>; points of time as ISO dates.</summary>
    /// <exception cref="Exception">Bogus refused the arguments, with whatever exception it has for it.</exception>
    public static string Render(string token, Faker faker)
    {
        var text = faker.Parse("{{" + token + "}}");
        return IsPointOfTime(token) ? text[..TemplateCulture.DateLength] : text;
    }

    private static bool IsPointOfTime(string token)
        => Tokenizer.MustashMethods[Name(token).ToUpperInvariant()].Any(static m => m.Method.ReturnType == typeof(DateTime) || m.Method.ReturnType == typeof(DateTimeOffset));

    private static string Name(string token)
    {
        var bracket = token.IndexOf('(', StringComparison.Ordinal);
        return (bracket < 0 ? token : token[..bracket]).Trim();
    }
}
