namespace EdFi.BatchPerf.Files.Journals;

/// <summary>A scenario of a run, by name.</summary>
/// <param name="Name">The scenario's name.</param>
/// <param name="Weight">How many clients in a round were dealt it.</param>
public sealed record JournalScenario(string Name, int Weight);
