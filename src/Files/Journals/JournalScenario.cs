namespace EdFi.BatchPerf.Files.Journals;

/// <summary>A scenario of a run, by name.</summary>
/// <param name="Name">The scenario's name.</param>
/// <param name="Weight">Clients in a round that were dealt the scenario.</param>
internal sealed record JournalScenario(string Name, int Weight);
