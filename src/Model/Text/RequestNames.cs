using System.IO.Enumeration;

namespace EdFi.BatchPerf;

/// <summary>Request names to select, by a test on the name.</summary>
/// <param name="Text">As they were written.</param>
/// <param name="Match">True for a name that is meant.</param>
public sealed record RequestNames(string Text, Func<string, bool> Match)
{
    /// <summary>Selects the names like a pattern, in any letter case.</summary>
    /// <param name="pattern">A name with <c>*</c> for any text and <c>?</c> for any character.</param>
    public static RequestNames Like(string pattern) =>
        new(pattern, name => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true));
}
