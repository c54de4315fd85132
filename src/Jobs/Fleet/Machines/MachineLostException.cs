namespace EdFi.BatchPerf.Jobs.Fleet.Machines;

/// <summary>A machine of a fleet cannot be reached any more, or never could.</summary>
/// <param name="message">The last observation of the machine.</param>
/// <param name="inner">The cause, where there is one.</param>
internal sealed class MachineLostException(string message, Exception? inner = null) : Exception(message, inner);
