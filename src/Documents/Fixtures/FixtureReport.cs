namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>What is there after fixtures were made.</summary>
/// <param name="Fixtures">The agency and everything below it in the order of creation, before them whatever else had to be created.</param>
/// <param name="Prerequisites">What the server had of what they stand on; what was created counts as present.</param>
public sealed record FixtureReport(IReadOnlyList<BatchFixture> Fixtures, PrerequisiteReport Prerequisites);
