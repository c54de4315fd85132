namespace EdFi.BatchPerf.Simulator.Configuration;

/// <summary>An option that the simulator does not know or cannot take; the message names it and the allowed values.</summary>
public sealed class OptionException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public OptionException()
    {
    }

    /// <summary>Makes one with a message that names the problem.</summary>
    public OptionException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message that names the problem, and its cause.</summary>
    public OptionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
