namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>Fixtures and their prerequisites after fixtures were made.</summary>
/// <param name="Fixtures">
/// The agency and everything below it in the order of creation; before them the other documents that had to be created.
/// </param>
/// <param name="Prerequisites">The prerequisites of the fixtures; created ones count as present.</param>
internal sealed record FixtureReport(IReadOnlyList<BatchFixture> Fixtures, PrerequisiteReport Prerequisites)
{
    /// <summary>Built-in fixtures that could not be made and that nothing to be sent needs.</summary>
    internal IEnumerable<BatchFixture> NotMade => Fixtures.Where(static f => f is { State: FixtureState.Missing, Detail: not null }
        or { State: FixtureState.Unknown, Warning: not null });

    /// <summary>
    /// Descriptors that were created for templates and fixture keys and may be misspelt ones of those that are there, in sentences.
    /// </summary>
    internal IEnumerable<string> Doubtful =>
        Fixtures.Where(static f => f is { State: FixtureState.Created, Warning: not null }).Select(static f => f.Warning!);

    /// <summary>
    /// Documents of others, or of another run, that were changed because the server did not show them: in sentences without their end.
    /// </summary>
    public IReadOnlyList<string> Changed =>
        [.. Fixtures.Where(
            static f => f.Changed).Select(
                static f => f.Warning!.TrimEnd('.'))];
}
