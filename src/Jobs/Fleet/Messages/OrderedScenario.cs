namespace EdFi.BatchPerf.Jobs.Fleet.Messages;

/// <summary>A scenario that was asked for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Weight">How many clients in a round are dealt it; null where it was not said.</param>
public sealed record OrderedScenario(string Name, int? Weight);
