namespace EdFi.BatchPerf.Attack.Targets;

/// <summary>What a real server answered once.</summary>
/// <param name="Name">The transcript's name; it begins with its number.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Location">The header of that name; empty for none.</param>
/// <param name="Body">The body as text; empty for none.</param>
internal sealed record RecordedAnswer(string Name, int Status, string Location, string Body)
{
    /// <summary>True where the name begins with one of these numbers.</summary>
    public bool Is(params string[] numbers) => Array.Exists(numbers, n => Name.StartsWith(n, StringComparison.Ordinal));
}
