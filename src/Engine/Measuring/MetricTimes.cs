namespace EdFi.BatchPerf.Measuring;

/// <summary>Kind of request times that a metric sums up.</summary>
internal enum MetricTimes
{
    /// <summary>From the intended start to the end of the answer.</summary>
    Response,

    /// <summary>From the real start to the end of the answer.</summary>
    Service,

    /// <summary>From the real start to the first byte of the answer.</summary>
    FirstByte,

    /// <summary>Response times of failures.</summary>
    Failure,
}
