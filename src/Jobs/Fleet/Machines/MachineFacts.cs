namespace EdFi.BatchPerf.Jobs.Fleet.Machines;

/// <summary>Facts about a machine: its name, PowerShell, processors and module.</summary>
/// <param name="Host">Its own name for itself.</param>
/// <param name="PowerShell">The version of PowerShell that runs there.</param>
/// <param name="Cores">Its processors.</param>
/// <param name="HasModule">True where the controller's module is there, byte for byte.</param>
internal sealed record MachineFacts(string Host, Version PowerShell, int Cores, bool HasModule);
