namespace EdFi.BatchPerf.Jobs.Preparing;

/// <summary>Fixtures that are on the server.</summary>
/// <param name="Fixtures">The fixtures.</param>
/// <param name="Descriptors">Descriptors, as URIs, that the server has.</param>
internal sealed record ReadyFixtures(IReadOnlyList<BatchFixture> Fixtures, IReadOnlyList<string> Descriptors);
