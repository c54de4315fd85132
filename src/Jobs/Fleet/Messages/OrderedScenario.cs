namespace EdFi.BatchPerf.Jobs.Fleet.Messages;

/// <summary>A scenario that was asked for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Weight">Clients in a round that are dealt it; null where it was not given.</param>
internal sealed record OrderedScenario(string Name, int? Weight);
