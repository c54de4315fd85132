namespace EdFi.BatchPerf.Jobs.Fleet.Messages;

/// <summary>A template, carried to a machine whole.</summary>
/// <param name="Name">Its file's name, without a folder.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record CarriedTemplate(string Name, byte[] Content);
