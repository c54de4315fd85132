namespace EdFi.BatchPerf.Simulator.Specification;

/// <summary>A document of metadata that cannot be read or understood; the message names it and the problem.</summary>
public sealed class SpecificationException : Exception
{
    /// <summary>Makes one without a message.</summary>
    public SpecificationException()
    {
    }

    /// <summary>Makes one with a message that names the problem.</summary>
    public SpecificationException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message that names the problem, and its cause.</summary>
    public SpecificationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
