namespace EdFi.BatchPerf.Measuring;

/// <summary>The table of the report that shows a metric.</summary>
internal enum MetricGroup
{
    /// <summary>No group: the metric is shown elsewhere.</summary>
    None,

    /// <summary>Batches and bytes.</summary>
    Batches,

    /// <summary>Operations.</summary>
    Operations,

    /// <summary>Response times.</summary>
    Response,

    /// <summary>Service times.</summary>
    Service,

    /// <summary>Response times of failures.</summary>
    Failures,
}
